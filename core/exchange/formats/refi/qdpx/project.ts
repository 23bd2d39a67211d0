export const NAMESPACE = 'urn:QDA-XML:project:1.0';

export const PROJECT = 'project.qde';

export const SOURCES = 'sources';

export const INTERNAL = 'internal://';

/** Stands at the end of a name that was cut. */
export const CUT = '…';
