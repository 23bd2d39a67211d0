import type { Block } from '../reading.ts';

/** What stands before a message that is quoted or sent on as a whole. */
const SEPARATOR =
  /^[-_*=\s>]{0,60}(?:original message|forwarded message|begin forwarded message|forwarded by|reply message|urspr(?:ü|ue)ngliche nachricht|weitergeleitete nachricht|anfang der weitergeleiteten (?:nachricht|e-?mail)|message d[’']origine|message original|message transf[ée]r[ée]|mensaje original|mensaje reenviado|messaggio originale|messaggio inoltrato|mensagem original|mensagem encaminhada|oorspronkelijk bericht|doorgestuurd bericht|wiadomość oryginalna|originalmeddelande|исходное сообщение|пересылаемое сообщение|转发的邮件|原始邮件|転送|元のメッセージ)\s*:?[-_*=\s]{0,60}$/iu;

/** Headers as programs write them into a message that they quote. */
const QUOTED_HEADER =
  /^\s*\*?(?:from|sent|date|to|cc|subject|von|gesendet|datum|an|betreff|de|envoy[ée]|enviado(?: el)?|para|asunto|da|inviato|a|oggetto|van|verzonden|aan|onderwerp|от|отправлено|кому|тема|发件人|发送时间|收件人|主题|差出人|送信日時|宛先|件名)\s*\*?\s*[:：]\s?\*?\s*\S/iu;

/** What a program writes before the words that it quotes: `On Monday Anna wrote:`. */
const INTRODUCTION =
  /(?:wrote|writes|schrieb(?: am [^\n]{0,80})?|schreibt|a écrit|escribi[óo]|ha scritto|escreveu|schreef|napisał\(?a?\)?|skrev|yazdı|написал(?:\(?а\)?)?|пишет|写道|寫道|のメッセージ|wrote in message)\s*[:：]\s*$/iu;

const SIGNATURE = /^--\s?$/u;

const WHY = {
  quoted: 'It is quoted from an earlier message.',
  introduction: 'It says whose earlier message is quoted.',
  earlier: 'It belongs to an earlier message that stands below this one.',
  signature: 'It is the signature, which follows a line of two hyphens.',
} as const;

/**
 * The blocks of a message with its history and its signature in parts of their own. Where nothing else is
 * in it, as in a message that was sent on, that is the message.
 *
 * @param isPlain whether every quotation was marked by a program for mail; in a page an author may quote
 */
export function withoutHistory(blocks: readonly Block[], isPlain: boolean): Block[] {
  const marked: Block[] = [];
  let rest: keyof typeof WHY | null = null;
  let isIntroduced = false;
  for (const [index, block] of blocks.entries()) {
    if (block.part !== 'article') {
      marked.push(block);
      continue;
    }
    if (beginsEarlier(blocks, index)) rest = 'earlier';
    else if (rest === null && SIGNATURE.test(firstLine(block))) rest = 'signature';
    const isQuote = block.kind === 'quote' && (isPlain || isIntroduced);
    const isIntroduction = introduces(block, blocks[index + 1]);
    isIntroduced = isIntroduction || (isIntroduced && block.kind === 'quote');
    const why = isQuote ? 'quoted' : (rest ?? (isIntroduction ? 'introduction' : null));
    marked.push(why === null ? block : { ...block, part: partOf(why), why: WHY[why] });
  }
  return marked.some(({ part }) => part === 'article') ? marked : [...blocks];
}

function partOf(why: keyof typeof WHY): Block['part'] {
  return why === 'signature' ? 'metadata' : 'aside';
}

function firstLine({ text }: Block): string {
  return text.split('\n', 1)[0] ?? '';
}

/** Whether an earlier message begins: behind a line that says so, or with headers of its own. */
function beginsEarlier(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  if (!block || block.kind === 'quote') return false;
  if (block.text.length < 200 && SEPARATOR.test(block.text.split('\n', 1)[0] ?? '')) return true;
  const lines = blocks
    .slice(index, index + 4)
    .flatMap(({ text }) => text.split('\n').slice(0, 6))
    .slice(0, 6);
  const [first = ''] = lines;
  return QUOTED_HEADER.test(first) && lines.filter((line) => QUOTED_HEADER.test(line)).length >= 3;
}

function introduces({ text }: Block, next: Block | undefined): boolean {
  return next?.kind === 'quote' && text.length < 400 && INTRODUCTION.test(text);
}
