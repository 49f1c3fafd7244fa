import time, pytest, logging, collections
from django.db import transaction
@pytest.mark.django_db
def test_build(media_root):
    logging.disable(logging.INFO)
    from tests.api.leaks import showcase, edges, placement, matrix, states
    T=time.process_time
    acc=collections.Counter(); cnt=collections.Counter()
    def timed(mod,name):
        f=getattr(mod,name)
        def g(*a,**k):
            t=T()
            try: return f(*a,**k)
            finally: acc[name]+=T()-t; cnt[name]+=1
        setattr(mod,name,g)
    s=showcase.build()
    es=[e for e in edges.edges() if e.type_name in ("ArticlePage","Query", "ArticleIndexPage")]
    t=T(); m=matrix.Matrix(es,s); print("place", T()-t)
    timed(matrix,"ask"); timed(matrix,"_faults"); timed(matrix,"_leaks"); timed(matrix,"states_of"); timed(matrix,"fetch")
    orig=states.State
    m2=matrix.Matrix._ask_all
    def ask_all(self,target,state,draft):
        t=T()
        try: return m2(self,target,state,draft)
        finally: acc["ask_all"]+=T()-t
    matrix.Matrix._ask_all=ask_all
    from content_api import visibility
    timed(visibility,"visible")
    from content_api import page_rules
    import cProfile, pstats
    pr=cProfile.Profile()
    t=T(); per=collections.Counter()
    for e in m.placements: m.cells(e)
    print("all", T()-t, acc, cnt)
    print(sum(map(len,m._questions.values())), len(m._questions))
    q=m._questions[m.placements[es[1]].target][0]
    for q in [q for qs in m._questions.values() for q in qs][:12]:
        t=T(); 
        for _ in range(5): a=matrix.ask(q.document)
        from django.test.utils import CaptureQueriesContext
        from django.db import connection
        with CaptureQueriesContext(connection) as c: matrix.ask(q.document)
        print([str(e) for e in q.aliases], (T()-t)/5, len(c), len(a.text))
    from content_api.viewer import default_viewer
    from wagtail.models import Page
    v=default_viewer()
    t=T()
    for _ in range(100): x=visibility.visible(Page.objects.all(), v)
    print("visible build", (T()-t)/100)
    t=T()
    for _ in range(100): str(x.query)
    print("compile", (T()-t)/100)
    t=T()
    for _ in range(20): list(x.values_list("pk"))
    print("run", (T()-t)/20)
    pr.enable()
    for q in [q for qs in m._questions.values() for q in qs][:12]: matrix.ask(q.document)
    pr.disable()
    pstats.Stats(pr).sort_stats("tottime").print_stats(25)
    assert 0
