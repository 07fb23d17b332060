// Builds the N-API addon with the machine's C compiler. N-API only, so one binary serves every supported Node.
