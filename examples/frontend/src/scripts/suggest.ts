// Filled in with the search page.
