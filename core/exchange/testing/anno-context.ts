const OA = 'http://www.w3.org/ns/oa#';
const AS = 'http://www.w3.org/ns/activitystreams#';
const DCTERMS = 'http://purl.org/dc/terms/';
const XSD = 'http://www.w3.org/2001/XMLSchema#';

const terms = (prefix: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, `${prefix}${name}`]));

const links = (entries: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(entries).map(([name, id]) => [name, { '@id': id, '@type': '@id' }]),
  );

const typed = (type: string, entries: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(entries).map(([name, id]) => [name, { '@id': id, '@type': `${XSD}${type}` }]),
  );

/**
 * What `http://www.w3.org/ns/anno.jsonld` says of the names that are written, put down from the
 * Web Annotation Vocabulary: tests expand files with it, since nothing is fetched.
 */
export const ANNO_CONTEXT = {
  '@context': {
    id: '@id',
    type: '@type',
    dc: 'http://purl.org/dc/elements/1.1/',
    schema: 'http://schema.org/',
    ...terms(OA, [
      'Annotation',
      'TextualBody',
      'SpecificResource',
      'TextPositionSelector',
      'TextQuoteSelector',
      'assessing',
      'classifying',
      'commenting',
      'describing',
      'identifying',
      'questioning',
      'replying',
      'tagging',
      'exact',
      'prefix',
      'suffix',
    ]),
    AnnotationCollection: `${AS}OrderedCollection`,
    AnnotationPage: `${AS}OrderedCollectionPage`,
    Software: `${AS}Application`,
    Person: 'http://xmlns.com/foaf/0.1/Person',
    name: 'http://xmlns.com/foaf/0.1/name',
    label: 'http://www.w3.org/2000/01/rdf-schema#label',
    value: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value',
    motivation: { '@id': `${OA}motivatedBy`, '@type': '@vocab' },
    purpose: { '@id': `${OA}hasPurpose`, '@type': '@vocab' },
    items: { '@id': `${AS}items`, '@type': '@id', '@container': '@list' },
    ...links({
      body: `${OA}hasBody`,
      target: `${OA}hasTarget`,
      source: `${OA}hasSource`,
      selector: `${OA}hasSelector`,
      creator: `${DCTERMS}creator`,
      generator: `${AS}generator`,
      first: `${AS}first`,
    }),
    ...typed('dateTime', { created: `${DCTERMS}created`, modified: `${DCTERMS}modified` }),
    ...typed('nonNegativeInteger', {
      start: `${OA}start`,
      end: `${OA}end`,
      total: `${AS}totalItems`,
      startIndex: `${AS}startIndex`,
    }),
  },
};
