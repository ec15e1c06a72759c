"""What people see, press and are told."""
