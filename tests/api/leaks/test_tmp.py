import time, pytest, logging
from django.db import transaction
@pytest.mark.django_db
def test_build(media_root):
    logging.disable(logging.INFO)
    from tests.api.leaks import showcase, edges, placement, matrix
    t=time.time(); s=showcase.build(); print("build", time.time()-t)
    t=time.time(); ok=[]
    for e in edges.edges():
        t1=time.time()
        try:
            p=placement.place(e,s); ok.append(e)
            if time.time()-t1>.3: print(e, round(time.time()-t1,2))
        except Exception as x: print("!!!",e, type(x), str(x)[:400])
    print("place", time.time()-t)
    t=time.time()
    m=matrix.Matrix(ok,s); print("again", time.time()-t)
    t=time.time()
    for e in ok:
        try:
            i=m.idle_channels(e)
            if i: print("IDLE",e,i, m.placements[e].target)
        except Exception as x: print("!!!",e, type(x), str(x)[:600])
    print("idle", time.time()-t)
    t=time.time(); n=0
    bad=set()
    for e in ok:
        t1=time.time()
        try:
            for c in m.cells(e):
                n+=1
                if c.leaks or c.faults: print("CELL", e, m.placements[e].path and m.placements[e].path[-1].field_name, m.placements[e].target, c)
        except Exception as x:
            import traceback
            if str(x) not in bad:
                bad.add(str(x)); traceback.print_exc(limit=-6)
            print("!!!",e, type(x), str(x)[:600])
        if time.time()-t1>2: print("slow", e, round(time.time()-t1,2))
    print("cells", n, time.time()-t, len(m._groups))
    assert 0
