/** What the files of each reader are called, for programs that do not have the readers themselves. */
const TITLES: Readonly<Record<string, string>> = {
  docx: 'Word document',
  eml: 'Mail',
  feed: 'Feed (RSS, Atom, JSON Feed)',
  html: 'Web page',
  mhtml: 'Web archive (MHTML)',
  odt: 'OpenDocument text',
  pdf: 'PDF',
  records: 'Records of articles (JSON)',
  rtf: 'RTF document',
  table: 'Table of articles',
  zip: 'Archive (ZIP)',
};

/** A reader of a newer version of this program is called by its name. */
export function readerTitle(name: string): string {
  return TITLES[name] ?? name;
}
