import fc from 'fast-check';

// The same examples in every run: a test that fails once fails again. Others are tried with FC_SEED=random, or a number.
const asked = process.env['FC_SEED'] ?? '20261123';
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked) });
