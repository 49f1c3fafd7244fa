"""The screens for partners: what was agreed on, what they would get, what they hold."""
