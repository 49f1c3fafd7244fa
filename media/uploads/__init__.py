"""What may be uploaded: files whose content is what their name says, and no more work to read than they look."""
