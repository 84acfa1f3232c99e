package lab

// Version of the program. Equal versions promise equal bytes; it changes
// whenever a result does.
const Version = "0.1.0"
