# Aliases of ./run, for those whose fingers say make. Arguments: make demo ARGS="--no-gui --out out"
.PHONY: help demo test app lint bench prove screenshots build setup
help demo test app lint bench prove screenshots build setup:
	@./run $@ $(ARGS)
