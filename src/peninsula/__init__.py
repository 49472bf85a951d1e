"""Peninsula Watch: articles, tagged events and coded statements on North Korea, in pandas."""
