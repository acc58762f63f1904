"""The live engine beside a stock Channels chat and the bare-socket limit."""
