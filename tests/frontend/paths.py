"""A page of every type, and the document that it is made from."""

from __future__ import annotations

PAGES = {
    "home": ("/", "frontend_home"),
    "article": ("/articles/what-is-django/", "frontend_page"),
    "article with a correction": ("/articles/django-and-apis/", "frontend_page"),
    "company": ("/companies/instagram/", "frontend_page"),
    "comparison": ("/comparisons/django-and-flask/", "frontend_page"),
    "comparison of three": ("/comparisons/django-flask-and-fastapi/", "frontend_page"),
    "articles": ("/articles/", "frontend_page"),
    "companies": ("/companies/", "frontend_page"),
    "comparisons": ("/comparisons/", "frontend_page"),
    "newsletters": ("/newsletter/", "frontend_page"),
    "issue": ("/newsletter/november-2026/", "frontend_page"),
    "standard page": ("/about/", "frontend_page"),
    "topic": ("/topics/security/", "frontend_topic"),
    "author": ("/authors/lin-ruoyun/", "frontend_author"),
    "framework": ("/frameworks/django/", "frontend_framework"),
    "empty search": ("/search/", "frontend_shell"),
    "search": ("/search/?q=django", "frontend_search"),
    "search in vain": ("/search/?q=zzzz", "frontend_search"),
    "not found": ("/nothing/here/", "frontend_page"),
    "Chinese home": ("/zh-hans/", "frontend_home"),
    "Chinese article": ("/zh-hans/articles/what-is-django/", "frontend_page"),
    "Chinese topic": ("/zh-hans/topics/security/", "frontend_topic"),
}
