"""The same functions mapped over a cluster. Nothing is here yet: `pipeline.Pipeline.stream` serves one machine."""
