"""The publish gate and scheduled publishing: what may be live, and when it becomes so."""
