"""What browsers may do with what this service sends."""
