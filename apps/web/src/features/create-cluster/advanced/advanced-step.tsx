/** The wizard's last form: add-ons, identities of pods, who has access, and settings of the control plane. */
export function AdvancedStep() {
  return null;
}
