import time, pytest, logging, collections, re
@pytest.mark.django_db
def test_build(media_root):
    logging.disable(logging.INFO)
    from tests.api.leaks import showcase, edges, placement, matrix, states, paths,documents
    s=showcase.build()
    for p in list(paths.paths_to("Adoption")):
        if "ComparisonPage" in str(p): print([(x.field_name,x.type_name) for x in p])
    print(paths._entrances("Framework"))
    q="{ pages(contentType:\"articles.ComparisonPage\", limit:10) { ... on ComparisonPage { id frameworks { id framework { id adoptions { id company { id } } } } } } }"
    print(documents.ask(q))
    assert 0
