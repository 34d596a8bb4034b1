"""zidesk: the desk a KPU secretariat keeps its Zona Integritas action plan on."""

__version__ = "0.1.0"
