"""The public server: one application, its workers, nginx in front, and deployments without a gap."""
