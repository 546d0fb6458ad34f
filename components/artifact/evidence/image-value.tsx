import { sniffImage } from '@/lib/core/sniff-image';

interface ImageValueProps {
  readonly base64: string;
  readonly alt: string;
}

/** Image evidence, at most at its own size. Shown only after its first bytes name a raster image. */
export function ImageValue({ base64, alt }: ImageValueProps) {
  const read = sniffImage(base64);
  if (!read.ok) return <p className="border-l-2 border-stale py-1 pl-3 text-ink-2">{read.why}</p>;
  const { mime, width, height, base64: data } = read.image;
  return (
    <figure className="w-fit max-w-full">
      {/* biome-ignore lint/performance/noImgElement: the picture is in the page, no optimizer may fetch or change it */}
      <img
        src={`data:${mime};base64,${data}`}
        alt={alt}
        width={width}
        height={height}
        className="h-auto max-h-[80vh] max-w-full border bg-lift object-contain"
      />
      <figcaption className="mt-1.5 text-ink-3">
        {mime.slice('image/'.length).toUpperCase()}, {width} × {height} pixels
      </figcaption>
    </figure>
  );
}
