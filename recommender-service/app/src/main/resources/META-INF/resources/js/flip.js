/* SPDX-License-Identifier: Apache-2.0 */
// Animation: elements glide from their old places to their new ones (first, last, invert, play).

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const GLIDE = { duration: 520, easing: "cubic-bezier(.2, .75, .2, 1)" };
const ARRIVE = { duration: 420, easing: "ease-out" };

/** Runs a change and animates the children of the parent from their old places to the new ones. */
export function glide(parent, change) {
  const before = new Map([...parent.children].map((child) => [child, child.getBoundingClientRect().top]));
  const origin = parent.getBoundingClientRect().top;
  change();
  if (calm.matches || document.hidden) return;
  const drift = parent.getBoundingClientRect().top - origin;
  for (const child of parent.children) {
    child.getAnimations().forEach((animation) => animation.cancel());
    const top = child.getBoundingClientRect().top;
    if (before.has(child)) move(child, before.get(child) - top + drift);
    else child.animate([{ opacity: 0, transform: "translateY(.75rem)" }, { opacity: 1, transform: "none" }], ARRIVE);
  }
}

function move(child, distance) {
  if (Math.abs(distance) < 1) return;
  child.animate([{ transform: `translateY(${distance}px)` }, { transform: "none" }], GLIDE);
}
