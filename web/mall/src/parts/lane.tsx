/** The frame is 720 wide; what is long goes on to the left of it, for pages that show more. */
const FAR_LEFT = -800
const WIDTH = 1520

/** The lane: roofs, brick, a red door, a scholar tree, and a cat that lives there. Drawn here. */
export function Lane() {
  return (
    <svg
      class="lane"
      viewBox="0 0 720 260"
      preserveAspectRatio="xMaxYMax slice"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="560" cy="66" r="34" fill="#f6dca0" />
      <path
        d="M-800 190c120-40 240-44 400-14 160 28 280 18 400 0 60-34 120-30 170-8s120 6 180-14 150-20 220 6 110 4 150-6v106H-800Z"
        fill="#d3e0de"
      />
      <g>
        <path d="M660 236V120" stroke="#6b5745" stroke-width="13" stroke-linecap="round" />
        <path d="M660 160l-30-28M660 148l26-26" stroke="#6b5745" stroke-width="7" stroke-linecap="round" />
        <circle cx="660" cy="84" r="46" fill="#6f8f66" />
        <circle cx="622" cy="104" r="30" fill="#7f9f74" />
        <circle cx="700" cy="106" r="32" fill="#64845c" />
        <circle cx="644" cy="70" r="24" fill="#83a478" />
      </g>
      <Wall />
      <Gate />
      <g transform="translate(232 132)">
        <path d="M4 18c0-9 6-14 14-14h12c8 0 12 5 12 12v2Z" fill="#4a4440" />
        <path d="M36 9l1-9 6 5 6-5 1 10a9 9 0 0 1-14 4Z" fill="#4a4440" />
        <path
          d="M5 16c-9 0-10 14-4 20"
          fill="none"
          stroke="#4a4440"
          stroke-width="4"
          stroke-linecap="round"
        />
        <circle cx="40.5" cy="8" r="1.2" fill="#f6dca0" />
        <circle cx="45.5" cy="8" r="1.2" fill="#f6dca0" />
      </g>
      <rect x={FAR_LEFT} y="236" width={WIDTH} height="24" fill="#aab2b1" />
      <path d={`M${FAR_LEFT} 236h${WIDTH}`} stroke="#8f9998" stroke-width="2" />
      <Bicycle />
    </svg>
  )
}

function Wall() {
  const rows = [166, 182, 198, 214]
  return (
    <g>
      <rect x={FAR_LEFT} y="156" width={WIDTH} height="80" fill="#8b9699" />
      <rect x={FAR_LEFT} y="222" width={WIDTH} height="14" fill="#7a8588" />
      <g stroke="#7f8a8d" stroke-width="1.5">
        {rows.map((y) => (
          <path key={y} d={`M${FAR_LEFT} ${y}h${WIDTH}`} />
        ))}
      </g>
      <rect x={FAR_LEFT} y="150" width={WIDTH} height="8" fill="#5d686c" />
      <g fill="#6b767a">
        {Array.from({ length: WIDTH / 16 }, (_, index) => FAR_LEFT + index * 16).map((x) => (
          <circle key={x} cx={x + 4} cy="154" r="6" />
        ))}
      </g>
      <rect x={FAR_LEFT} y="142" width={WIDTH} height="8" fill="#707b7f" />
    </g>
  )
}

function Gate() {
  return (
    <g transform="translate(392 0)">
      <path d="M-22 96C10 92 20 84 30 70h120c10 14 20 22 52 26l-8 14H-14Z" fill="#566164" />
      <path d="M24 66h132v8H24Z" fill="#465155" />
      <g fill="#667175">
        {Array.from({ length: 13 }, (_, index) => -10 + index * 16.6).map((x) => (
          <circle key={x} cx={x} cy="110" r="7" />
        ))}
      </g>
      <rect x="2" y="112" width="176" height="14" fill="#3f6f6a" />
      <path d="M14 119h152" stroke="#e3b552" stroke-width="3" stroke-dasharray="10 8" />
      <rect x="2" y="126" width="20" height="110" fill="#8d2024" />
      <rect x="158" y="126" width="20" height="110" fill="#8d2024" />
      <rect x="22" y="126" width="136" height="110" fill="#b0272c" />
      <path d="M90 126v110" stroke="#8d2024" stroke-width="4" />
      <g fill="#e3b552">
        {[44, 66, 114, 136].flatMap((x) =>
          [146, 166, 206, 222].map((y) => <circle key={`${x}-${y}`} cx={x} cy={y} r="3.6" />),
        )}
        <circle cx="78" cy="186" r="7" />
        <circle cx="102" cy="186" r="7" />
      </g>
      <g stroke="#e3b552" stroke-width="2.5" fill="none">
        <circle cx="78" cy="193" r="6" />
        <circle cx="102" cy="193" r="6" />
      </g>
      <rect x="16" y="228" width="148" height="10" fill="#9aa4a5" />
      <Lantern x={-4} />
      <Lantern x={184} />
    </g>
  )
}

function Lantern({ x }: { x: number }) {
  return (
    <g transform={`translate(${x} 118)`}>
      <path d="M0-4v8" stroke="#465155" stroke-width="2" />
      <rect x="-7" y="3" width="14" height="4" rx="1" fill="#e3b552" />
      <ellipse cx="0" cy="20" rx="15" ry="14" fill="#c9363a" />
      <path
        d="M-7 8c-4 8-4 16 0 24M7 8c4 8 4 16 0 24M0 6v28"
        stroke="#a92a2e"
        stroke-width="1.5"
        fill="none"
      />
      <rect x="-7" y="33" width="14" height="4" rx="1" fill="#e3b552" />
      <path d="M0 37v10M-3 37v8M3 37v8" stroke="#c9363a" stroke-width="1.5" />
    </g>
  )
}

function Bicycle() {
  return (
    <g
      transform="translate(250 192)"
      fill="none"
      stroke="#2f4a4c"
      stroke-width="3"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <circle cx="18" cy="36" r="18" />
      <circle cx="86" cy="36" r="18" />
      <path d="M18 36 36 10h36l14 26M36 10l14 26h-32M50 36 72 10M72 10l-4-12h10M36 10l-3-8M26 2h14" />
      <path d="M62-2h16v12H62Z" transform="translate(8 2)" fill="#c9b08a" stroke="#8f744c" stroke-width="2" />
    </g>
  )
}
