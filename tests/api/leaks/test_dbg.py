import time, pytest, logging, collections, re
@pytest.mark.django_db
def test_build(media_root):
    logging.disable(logging.INFO)
    from tests.api.leaks import showcase, edges, placement, matrix, states, paths,documents
    import cProfile, pstats
    s=showcase.build()
    pr=cProfile.Profile(); pr.enable(); t=time.process_time()
    m=matrix.Matrix(edges.edges(),s)
    pr.disable(); print(time.process_time()-t)
    pstats.Stats(pr).sort_stats("cumtime").print_stats(45)
    for k,qs in m._questions.items():
        print(k)
        for q in qs:
            t=time.process_time(); documents.ask(q.document)
            print("     ",round(time.process_time()-t,3), len(q._branches), [str(x.edge) for x in q.aliases], [(p.field_name,p.arguments.get("id")) for p in next(iter(q.aliases)).path])
    assert 0
