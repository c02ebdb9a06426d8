"""Line-drawing widgets that the panes are made of."""
