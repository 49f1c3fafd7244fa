import time, pytest, logging
from django.db import transaction
@pytest.mark.django_db
def test_build(media_root):
    logging.disable(logging.INFO)
    from tests.api.leaks import showcase, edges, placement, matrix
    import cProfile, pstats
    T=time.process_time
    t=T(); s=showcase.build(); print("build", T()-t)
    t=T(); es=edges.edges()
    m=matrix.Matrix(es,s); print("place", T()-t)
    print("NOT PLACED", [str(e) for e in es if e not in m.placements])
    print("questions", sum(map(len,m._questions.values())), "targets", len(m._questions))
    t=T()
    for e in m.placements:
        pass
    print("idle", T()-t)
    t=T(); n=0
    import os
    pr=cProfile.Profile()
    if os.environ.get("PROF"): pr.enable()
    for e in m.placements:
        t1=T()
        for c in m.cells(e):
            n+=1
            if c.leaks or c.faults: print("CELL", e, m.placements[e].path and m.placements[e].path[-1].field_name, m.placements[e].target, c)
        if T()-t1>1: print("slow", e, round(T()-t1,2), len(m._questions[m.placements[e].target]), m.placements[e].target)
    pr.disable()
    print("cells", n, T()-t, len(m._questions))
    if os.environ.get("PROF"): pstats.Stats(pr).sort_stats("cumtime").print_stats(90)
    assert 0
