// Loaded into an example's server before its own code: it ends when the test runner does, however
// that ends.
process.once('disconnect', () => process.exit());
