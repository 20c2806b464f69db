import fc from 'fast-check';

// Same examples in every run, so that failures are reproducible. FC_SEED=random or FC_SEED=<number>
// selects others.
const asked = process.env['FC_SEED'] ?? '20261123';
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked) });
