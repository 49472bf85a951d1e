"""A pytest plugin: nbval talks to its kernels over files, so that it needs no network device.

A machine cut off from the network may lack even the loopback address.
"""

import tempfile

import nbval.kernel
from jupyter_client.manager import KernelManager
from traitlets import default


class OfflineKernelManager(KernelManager):
    """A kernel manager whose channels are files in a folder of their own."""

    @default("transport")
    def _transport_over_files(self) -> str:
        return "ipc"

    @default("ip")
    def _ip_is_a_path(self) -> str:
        return tempfile.mkdtemp(prefix="kernel-") + "/channel"


nbval.kernel.KernelManager = OfflineKernelManager
