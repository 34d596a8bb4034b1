"""The Rencana view: the plan's tree and its twelve-month grid over one model, with the detail panel."""

from zidesk.ui.plan.plan_view import PlanView

__all__ = ["PlanView"]
