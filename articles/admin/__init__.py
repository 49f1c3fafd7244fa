"""The snippet menus: lists, columns, filters."""
