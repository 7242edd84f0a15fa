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


class MeanWeights:
    """The running mean of a network's trained weights, which forgets a step by half in 350."""

    _KEPT = 0.998

    def __init__(self, network: nn.Module) -> None:
        self._mean = {
            name: weight.detach().clone()
            for name, weight in network.named_parameters()
            if weight.requires_grad
        }
        self._steps = 0

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def take(self, network: nn.Module) -> None:
        """Add the weights as they are after a step; the first steps count for little."""
        self._steps += 1
        kept = min(self._KEPT, (1 + self._steps) / (10 + self._steps))
        for name, weight in network.named_parameters():
            if name in self._mean:
                self._mean[name].lerp_(weight, 1 - kept)

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def put(self, network: nn.Module) -> None:
        """Give the network the mean of its weights."""
        for name, weight in network.named_parameters():
            if name in self._mean:
                weight.copy_(self._mean[name])
