# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of merging, of what is held of somebody, of taking down and of disposal, under /edit/."""

from django.urls import path

from verkstad.editing.people.disposing import DisposalsView, DisposeView, ExportDisposalsView, RulesView, RuleView
from verkstad.editing.people.holding import ExportHeldView, HeldView
from verkstad.editing.people.merging import ApartView, CandidatesView, ChooseOtherView, MergesView, MergeView, UndoView
from verkstad.editing.people.withdrawing import (
    ReinstateView,
    TakeNameView,
    TakeOutView,
    WithdrawalsView,
    WithdrawView,
)

urlpatterns = [
    path("duplicates/<str:kind>/", CandidatesView.as_view(), name="candidates"),
    path("duplicates/<str:kind>/of/<uuid:one>/", ChooseOtherView.as_view(), name="choose_other"),
    path("duplicates/<str:kind>/<uuid:kept>/<uuid:gone>/", MergeView.as_view(), name="merge"),
    path("duplicates/<str:kind>/<uuid:one>/<uuid:other>/apart/", ApartView.as_view(), name="apart"),
    path("merges/", MergesView.as_view(), name="merges"),
    path("merges/<int:number>/", UndoView.as_view(), name="undo"),
    path("held/<uuid:person>/", HeldView.as_view(), name="held"),
    path("held/<uuid:person>/<str:form>/", ExportHeldView.as_view(), name="export_held"),
    path("withdrawn/", WithdrawalsView.as_view(), name="withdrawals"),
    path("withdrawn/person/<uuid:person>/", TakeOutView.as_view(), name="take_out"),
    path("withdrawn/person/<uuid:person>/<uuid:event>/", TakeNameView.as_view(), name="take_name"),
    path("withdrawn/<str:kind>/<uuid:key>/", WithdrawView.as_view(), name="withdraw"),
    path("withdrawn/<str:kind>/<uuid:key>/show-again/", ReinstateView.as_view(), name="reinstate"),
    path("disposal/", DisposalsView.as_view(), name="disposals"),
    path("disposal/export/<str:form>/", ExportDisposalsView.as_view(), name="export_disposals"),
    path("disposal/rules/", RulesView.as_view(), name="rules"),
    path("disposal/rules/new/", RuleView.as_view(), name="new_rule"),
    path("disposal/rules/<int:number>/", RuleView.as_view(), name="rule"),
    path("disposal/<str:kind>/<uuid:key>/", DisposeView.as_view(), name="dispose"),
]
