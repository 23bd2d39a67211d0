import { err, ok, type Result } from '../../../result.ts';
import { isJsonLines, readRecords } from '../../containers/json-records.ts';
import type { CodecError, CodecTools, InputFile } from '../../content/codec.ts';
import { readJson } from '../../content/read-file.ts';
import { shorten } from '../../content/refusals.ts';
import type { LooseContent, ReadRefusal } from '../../content/loose.ts';
import { ItemCollector } from './collect.ts';
import { ItemReader } from './items.ts';
import { inWordsOfModel } from './linked-data.ts';

/** Reads annotations of files; what they name at other addresses is never fetched. */
export function readAnnotations(
  files: readonly InputFile[],
  tools: CodecTools,
): Result<LooseContent, CodecError> {
  const collector = new ItemCollector();
  const refused: ReadRefusal[] = [];
  for (const file of files) {
    const read = isJsonLines(file) ? collectLines : collectWhole;
    const found = read(file, tools, collector);
    if (!found.ok) return found;
    refused.push(...found.value);
  }
  const [address] = collector.elsewhere();
  if (collector.items.length === 0 && address !== undefined) {
    return err({
      type: 'other-format',
      place: files[0]?.path ?? '',
      detail: `Its annotations are at other addresses, such as ${shorten(address)}, and nothing is fetched from there. Save them in files, and open those.`,
    });
  }
  const content = new ItemReader(collector).read();
  return ok({ ...content, refused: [...refused, ...content.refused] });
}

type Collected = Result<readonly ReadRefusal[], CodecError>;

function collectLines(file: InputFile, tools: CodecTools, collector: ItemCollector): Collected {
  let found = false;
  const refused = readRecords([file], tools, ({ place, value }) => {
    if (collector.collect(inWordsOfModel(value), place)) found = true;
    else collector.strange += 1;
    return null;
  });
  return refused.ok && !found ? err(noAnnotations(file)) : refused;
}

function collectWhole(file: InputFile, tools: CodecTools, collector: ItemCollector): Collected {
  const value = readJson(file, tools);
  if (!value.ok) return value;
  return collector.collect(inWordsOfModel(value.value), file.path)
    ? ok([])
    : err(noAnnotations(file));
}

function noAnnotations({ path }: InputFile): CodecError {
  const detail = 'There is no annotation in it, and no collection or page of annotations.';
  return { type: 'other-format', place: path, detail };
}
