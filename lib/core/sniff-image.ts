export interface SniffedImage {
  readonly mime: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  readonly width: number;
  readonly height: number;
  /** Base64 without white space. */
  readonly base64: string;
}

export type ImageReading =
  | { readonly ok: true; readonly image: SniffedImage }
  | { readonly ok: false; readonly why: string };

/** 12 MB of base64: an artifact may hold 16 MB, the page carries its image once more. */
const BASE64_MAX = 12_000_000;
/** A small file may claim a picture that takes gigabytes to decode: 10,000 a side, 50 million pixels. */
const SIDE_MAX = 10_000;
const PIXELS_MAX = 50_000_000;

type Size = { readonly width: number; readonly height: number };
type Kind = SniffedImage['mime'];

function jpegSize(bytes: Buffer): Size | null {
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // Start-of-frame markers, without the tables (C4, CC) and the extension (C8) between them.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

function webpSize(bytes: Buffer): Size | null {
  if (bytes.length < 30) return null;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
}

/** The kind by the first bytes, whatever anybody says it is, with its size. SVG and HTML are none of these. */
function inspect(bytes: Buffer): { kind: Kind; size: Size | null } | null {
  const starts = (text: string, at = 0) => bytes.toString('latin1', at, at + text.length) === text;
  if (starts('\x89PNG\r\n\x1a\n'))
    return {
      kind: 'image/png',
      size: bytes.length < 24 ? null : { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) },
    };
  if (starts('\xff\xd8\xff')) return { kind: 'image/jpeg', size: jpegSize(bytes) };
  if (starts('GIF87a') || starts('GIF89a'))
    return {
      kind: 'image/gif',
      size: bytes.length < 10 ? null : { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) },
    };
  if (starts('RIFF') && starts('WEBP', 8)) return { kind: 'image/webp', size: webpSize(bytes) };
  return null;
}

const refused = (why: string): ImageReading => ({ ok: false, why });

/** Base64, with or without line ends, as an image that a page may show; or the sentence why it may not. */
export function sniffImage(text: string): ImageReading {
  const base64 = text.replace(/\s+/g, '');
  if (base64 === '') return refused('The evidence holds no image data.');
  if (base64.length > BASE64_MAX)
    return refused('The image is too large to show here; the download has it whole.');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return refused('The image data is not base64.');
  const found = inspect(Buffer.from(base64, 'base64'));
  if (found === null)
    return refused('The image is of a kind that is not shown here (shown are PNG, JPEG, GIF and WebP).');
  const { kind, size } = found;
  if (size === null || size.width === 0 || size.height === 0)
    return refused('The image data is damaged: it gives no size.');
  if (size.width > SIDE_MAX || size.height > SIDE_MAX || size.width * size.height > PIXELS_MAX)
    return refused(
      `The image claims ${size.width} × ${size.height} pixels, too many to show here; the download has it whole.`,
    );
  return { ok: true, image: { mime: kind, ...size, base64 } };
}
