import type { Linter } from 'eslint';

export const moduleBoundaries: Linter.Config[];
export const moduleNames: string[];
