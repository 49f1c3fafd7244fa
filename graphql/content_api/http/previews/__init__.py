"""What a frontend needs for previews beside the endpoint: exchanging links, and Wagtail's user bar."""
