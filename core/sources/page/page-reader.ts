import { ok } from '../../result.ts';
import type { SourceFile, SourceReader } from '../reader.ts';
import { PAGE_VERSION, readPage } from './read-page.ts';

const EXTENSIONS = ['html', 'htm', 'xhtml', 'xht', 'shtml'] as const;

/** Bytes looked at. */
const SAMPLE = 2048;

/** How surely a file is a web page, by its ending and its first tags. */
function recognise({ name, bytes }: SourceFile): number {
  const ending = /\.([a-z]+)$/iu.exec(name)?.[1]?.toLowerCase();
  const hasEnding = EXTENSIONS.some((each) => each === ending);
  const head = bytes.subarray(0, SAMPLE);
  const plain = head.includes(0) ? head.filter((byte) => byte !== 0) : head;
  const start = String(Reflect.apply(String.fromCharCode, null, plain));
  const isPage =
    /^[^<]{0,8}(?:\s|<!--[\s\S]*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body)[\s>]/iu.test(
      start,
    );
  if (hasEnding) return isPage ? 0.95 : 0.8;
  return isPage ? 0.7 : 0;
}

export const pageReader: SourceReader = {
  name: 'html',
  version: PAGE_VERSION,
  title: 'Web page',
  extensions: EXTENSIONS,
  recognise,
  read: (file, options, tools) => {
    const reading = readPage(file.bytes, { name: file.name }, options, tools);
    return Promise.resolve(reading.ok ? ok({ readings: [reading.value], leftOut: [] }) : reading);
  },
};
