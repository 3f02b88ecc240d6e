"""From raw survey export to published report, in six stages and the programs that join them."""
