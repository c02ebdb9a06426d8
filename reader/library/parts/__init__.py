"""What may be asked of one part of a library; ``Library`` hands the parts out."""
