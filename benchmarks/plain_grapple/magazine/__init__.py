"""The one app of the site: articles, companies and what they rest on."""
