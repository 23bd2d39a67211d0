import type { BlockKind } from '../reading.ts';

/** What a paragraph style makes of its paragraphs. */
export interface StyleRole {
  readonly kind: BlockKind;
  readonly level?: number;
  /** It belongs to a list of contents or an index. */
  readonly isContents?: true;
}

/** Names of heading styles without their number, as programs in several languages write them. */
const HEADINGS = new Set([
  ...['heading', 'überschrift', 'titre', 'título', 'titolo', 'título', 'kop', 'rubrik'],
  ...['overskrift', 'otsikko', 'nagłówek', 'nadpis', 'címsor', 'titlu', 'заголовок', 'başlık'],
  ...['επικεφαλίδα', 'naslov', 'pealkiri', 'virsraksts', 'antraštė', 'fyrirsögn', 'encapçalament'],
  ...[
    '見出し',
    '标题',
    '標題',
    '제목',
    'כותרת',
    'عنوان',
    'عنوان',
    'tiêu đề',
    'หัวเรื่อง',
    'heading_',
    'h',
  ],
]);

/** By the name in small letters, a number at its end left out. */
const ROLES: ReadonlyMap<string, StyleRole> = new Map<string, StyleRole>([
  ...named(
    { kind: 'heading', level: 1 },
    ...['title', 'titel', 'titre', 'título', 'titolo', 'tytuł', 'название', 'заглавие', 'otsikko'],
    ...[
      '表題',
      '标题',
      '標題',
      'タイトル',
      '제목',
      'כותרת',
      'العنوان',
      'document title',
      'headline',
      'název',
    ],
  ),
  ...named(
    { kind: 'heading', level: 2 },
    ...['subtitle', 'untertitel', 'sous-titre', 'subtítulo', 'sottotitolo', 'podtytuł'],
    ...[
      'подзаголовок',
      'ondertitel',
      'underrubrik',
      'undertitel',
      '副題',
      '副标题',
      '副標題',
      '부제',
    ],
  ),
  ...named(
    { kind: 'quote', level: 1 },
    ...['quote', 'intense quote', 'block text', 'block quotation', 'quotations', 'quotation'],
    ...['blockquote', 'zitat', 'intensives zitat', 'blocktext', 'citation', 'citation intense'],
    ...['cita', 'cita destacada', 'citazione', 'citazione intensa', 'citaat', 'citação', 'citat'],
    ...[
      'cytat',
      'цитата',
      'выделенная цитата',
      '引用文',
      '引用',
      '明显引用',
      'quotes',
      'pull quote',
    ],
  ),
  ...named(
    { kind: 'caption' },
    ...['caption', 'beschriftung', 'légende', 'legende', 'epígrafe', 'leyenda', 'didascalia'],
    ...[
      'bijschrift',
      'legenda',
      'подпись',
      'название объекта',
      'podpis',
      '図表番号',
      '题注',
      '캡션',
    ],
    ...['illustration', 'figure', 'drawing', 'table caption', 'image caption', 'bildunterschrift'],
  ),
  ...named(
    { kind: 'code' },
    ...['html preformatted', 'preformatted text', 'source code', 'code', 'verbatim'],
  ),
  ...named(
    { kind: 'paragraph', isContents: true },
    ...['toc', 'toc heading', 'contents', 'contents heading', 'table of figures', 'index'],
    ...['verzeichnis', 'tm', 'tdc', 'sommario', 'inhopg', 'index heading', 'illustration index'],
    ...['table of authorities', 'toa heading', '目次', '目录'],
  ),
]);

function named(role: StyleRole, ...names: string[]): [string, StyleRole][] {
  return names.map((name) => [name, role]);
}

/** What a style of this name is for, in whatever language a program named it; `null` if nothing is known. */
export function styleRole(name: string): StyleRole | null {
  const parts = /^(.*?)[\s_]*(\d{1,2})?$/u.exec(name.normalize('NFC').trim().toLowerCase());
  const [, stem = '', number] = parts ?? [];
  if (number !== undefined && HEADINGS.has(stem)) {
    const level = Number(number);
    return level >= 1 ? { kind: 'heading', level: Math.min(level, 6) } : null;
  }
  return ROLES.get(stem) ?? null;
}
