"""What this computer's files, folders and disks are like, and what its refusals mean."""
