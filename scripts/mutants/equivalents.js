/**
 * Mutants that no test can notice, with the reason of each: the line that is changed, what of it, and into what. They are
 * told by text, in one line each, so that lines may move; an entry that meets no mutant any more is an error.
 */
export const EQUIVALENTS = [];
