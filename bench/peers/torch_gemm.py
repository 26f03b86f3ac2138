"""Matrix products in PyTorch: through MKL, or through oneDNN, which uses all vectors of processors MKL does not favour."""
import torch

from harness import GEMM, gflops


def product(a, b):
    """a b by oneDNN, through the operator behind its fused linear layers; float only, any strides."""
    return torch.ops.mkldnn._linear_pointwise(a, b.t(), None, "none", [], "")


def leaky_product(a, b, slope):
    """leaky_relu(a b) by oneDNN in one call."""
    return torch.ops.mkldnn._linear_pointwise(a, b.t(), None, "leaky_relu", [slope], "")


def peak(dtype):
    """GFLOP/s of a large product, by the faster of the two libraries."""
    a, b = torch.randn(2, GEMM, GEMM, dtype=dtype)
    c = torch.empty(GEMM, GEMM, dtype=dtype)
    best = gflops(lambda: torch.mm(a, b, out=c))
    if dtype == torch.float32:
        best = max(best, gflops(lambda: product(a, b)))
    return best
