/** The product's sign: a chamfered stamp with an A, as assay offices strike. Decorative; the name stands beside it. */
export function Mark({ size = 18 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden="true"
    >
      <path d="M6 1.5h8l4.5 4.5v8L14 18.5H6L1.5 14V6z" />
      <path d="M6.4 13.8 10 5.6l3.6 8.2M7.8 10.9h4.4" />
    </svg>
  );
}
