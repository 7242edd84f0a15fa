"""How every network is fine-tuned: the encoder slowly, its heads five times as fast."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Descent:
    """One pass of training: AdamW (Loshchilov and Hutter 2019) with a warm start and a linear end.

    `steps` is how many there will be, `warm` how many of them the rate rises to `rate`.
    """

    def __init__(self, network: nn.Module, *, rate: float, steps: int, warm: int) -> None:
        named = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
        body = [p for name, p in named if name.startswith("encoder.")]
        heads = [p for name, p in named if not name.startswith("encoder.")]
        self._network = network
        self._optimizer = torch.optim.AdamW(
            [{"params": body, "lr": rate}, {"params": heads, "lr": 5 * rate}],
            weight_decay=0.01,
            fused=True,
        )
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / (steps - warm)))
        )

    def step(self, loss: Tensor) -> None:
        """Move the weights by the gradient of a loss."""
        self._optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimizer.step()
        self._schedule.step()
