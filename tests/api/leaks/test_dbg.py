import time, pytest, logging, collections, re
@pytest.mark.django_db
def test_build(media_root):
    logging.disable(logging.INFO)
    from tests.api.leaks import showcase, edges, placement, matrix, states, paths,documents
    s=showcase.build()
    c=placement.Placer._candidates
    n=[0]; tt=[0.0]
    a0=placement.ask
    def ask(d):
        n[0]+=1; t=time.process_time()
        try: return a0(d)
        finally: tt[0]+=time.process_time()-t
    placement.ask=ask
    def cand(self,es):
        n[0]=0; tt[0]=0; t=time.process_time()
        r=c(self,es); print(es[0].type_name, len(es), n[0], round(tt[0],2), round(time.process_time()-t,2)); return r
    placement.Placer._candidates=cand
    t=time.process_time()
    m=matrix.Matrix(edges.edges(),s)
    print(time.process_time()-t)
    assert 0
