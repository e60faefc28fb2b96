"""Who may see what of agency B, address by address.

A new address of the admin, the account pages, the site or the API has no row here and fails
``test_every_address_has_a_row``. One row says, by the letters of ``people.py`` (A and B an editor of
agency A and B, S the secretariat, O the office, R an account without role, X suspended, N a stranger):

* who gets an answer when the address names agency B's things (a refusal is 401, 403, 404, or being
  sent to sign in or back to the dashboard);
* whose POST, of the very form that B's own browser would send, changes what agency B has.

An ``A`` in the first column says only that the address answers; that it tells A nothing of B is
tested for every row alike. There must never be an ``A`` in the second.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """The letters of those who get an answer, and of those who change something."""

    see: str
    change: str


def _rows(table):
    for line in table.strip().splitlines():
        name, see, change = line.rsplit(maxsplit=2)
        yield name.strip(), Row(see.replace("-", ""), change.replace("-", ""))


EXPECTED = dict(
    _rows("""
/media/<path:path>                                           -        -
/healthz                                                     ABSORXN  -
/readyz                                                      ABSORXN  -
/robots.txt                                                  ABSORXN  -
/sitemap.xml                                                 ABSORXN  -
/.well-known/security.txt                                    -        -
search:search                                                ABSORXN  -
/offline/                                                    ABSORXN  -
/sw.js                                                       ABSORXN  -
/admin/login/                                                -        -
/_util/login/                                                -        -
/admin/logout/                                               ABSO     -
/^admin/password_reset/                                      ABSOXN   -
/admin/choose-page/                                          ABSO     -
/admin/choose-page/<int:parent_page_id>/                     ABSO     -
/admin/choose-page/chosen-multiple/                          ABSO     -
wagtailadmin_home                                            ABSO     -
/admin/test404/                                              ABSO     -
wagtailadmin_api:pages:listing                               ABSO     -
wagtailadmin_api:pages:detail                                BSO      -
wagtailadmin_api:pages:find                                  -        -
wagtailadmin_api:pages:action                                ABSO     -
wagtailadmin_api:documents:listing                           ABSO     -
wagtailadmin_api:documents:detail                            BSO      -
wagtailadmin_api:documents:find                              -        -
wagtailadmin_api:images:listing                              ABSO     -
wagtailadmin_api:images:detail                               BSO      -
wagtailadmin_api:images:find                                 -        -
wagtailadmin_error_test                                      ABSO     -
wagtailadmin_explore_root                                    ABSO     -
wagtailadmin_explore                                         ABSO     -
wagtailadmin_explore_results                                 ABSO     -
wagtail_bulk_action                                          ABSO     BSO
wagtailadmin_pages:add                                       -        -
wagtailadmin_pages:preview_on_add                            -        -
wagtailadmin_pages:type_use                                  ABSO     -
wagtailadmin_pages:choose_parent                             ABSO     -
wagtailadmin_pages:type_use_results                          ABSO     -
wagtailadmin_pages:usage                                     BSO      -
wagtailadmin_pages:edit                                      BSO      BSO
wagtailadmin_pages:preview_on_edit                           BSO      -
wagtailadmin_pages:view_draft                                BSO      -
wagtailadmin_pages:add_subpage                               -        -
wagtailadmin_pages:delete                                    BSO      BSO
wagtailadmin_pages:unpublish                                 SO       SO
wagtailadmin_pages:convert_alias                             BSO      BSO
wagtailadmin_pages:search                                    ABSO     -
wagtailadmin_pages:search_results                            ABSO     -
wagtailadmin_pages:move                                      BSO      -
wagtailadmin_pages:move_confirm                              BSO      BSO
wagtailadmin_pages:set_page_position                         BSO      SO
wagtailadmin_pages:copy                                      BSO      -
wagtailadmin_pages:workflow_action                           SO       SO
wagtailadmin_pages:collect_workflow_action_data              SO       -
wagtailadmin_pages:confirm_workflow_cancellation             BSO      -
wagtailadmin_pages:workflow_preview                          SO       -
wagtailadmin_pages:set_privacy                               SO       SO
wagtailadmin_pages:lock                                      BSO      SO
wagtailadmin_pages:unlock                                    BSO      SO
wagtailadmin_pages:revisions_index                           ABSO     -
wagtailadmin_pages:revisions_view                            BSO      -
wagtailadmin_pages:revisions_revert                          BSO      BSO
wagtailadmin_pages:revisions_unschedule                      SO       SO
wagtailadmin_pages:revisions_compare                         BSO      -
wagtailadmin_pages:workflow_history                          BSO      -
wagtailadmin_pages:workflow_history_detail                   BSO      -
wagtailadmin_pages:history                                   BSO      -
wagtailadmin_pages:history_results                           BSO      -
wagtailadmin_choose_page                                     ABSO     -
wagtailadmin_choose_page_child                               ABSO     -
wagtailadmin_choose_page_search                              ABSO     -
wagtailadmin_choose_page_chosen_multiple                     ABSO     -
wagtailadmin_choose_page_external_link                       ABSO     -
wagtailadmin_choose_page_email_link                          ABSO     -
wagtailadmin_choose_page_phone_link                          ABSO     -
wagtailadmin_choose_page_anchor_link                         ABSO     -
wagtailadmin_tag_autocomplete                                ABSO     -
wagtailadmin_tag_model_autocomplete                          ABSO     -
wagtailadmin_collections:index                               -        -
wagtailadmin_collections:add                                 -        -
wagtailadmin_collections:edit                                -        -
wagtailadmin_collections:delete                              -        -
wagtailadmin_collections:set_privacy                         -        -
wagtailadmin_workflows:index                                 -        -
wagtailadmin_workflows:index_results                         -        -
wagtailadmin_workflows:add                                   -        -
wagtailadmin_workflows:enable                                ABSO     -
wagtailadmin_workflows:disable                               -        -
wagtailadmin_workflows:edit                                  -        -
wagtailadmin_workflows:usage                                 -        -
wagtailadmin_workflows:usage_results                         -        -
wagtailadmin_workflows:remove                                ABSO     -
wagtailadmin_workflows:add_task                              -        -
wagtailadmin_workflows:select_task_type                      -        -
wagtailadmin_workflows:task_index                            -        -
wagtailadmin_workflows:task_index_results                    -        -
wagtailadmin_workflows:edit_task                             -        -
wagtailadmin_workflows:disable_task                          -        -
wagtailadmin_workflows:enable_task                           ABSO     -
wagtailadmin_workflows:task_chooser                          ABSO     -
wagtailadmin_workflows:task_chooser_results                  ABSO     -
wagtailadmin_workflows:task_chooser_create                   ABSO     -
wagtailadmin_workflows:task_chosen                           ABSO     -
wagtailadmin_reports:locked_pages                            SO       -
wagtailadmin_reports:locked_pages_results                    SO       -
wagtailadmin_reports:workflow                                ABSO     -
wagtailadmin_reports:workflow_results                        ABSO     -
wagtailadmin_reports:workflow_tasks                          ABSO     -
wagtailadmin_reports:workflow_tasks_results                  ABSO     -
wagtailadmin_reports:site_history                            SO       -
wagtailadmin_reports:site_history_results                    SO       -
wagtailadmin_reports:aging_pages                             ABSO     -
wagtailadmin_reports:aging_pages_results                     ABSO     -
wagtailadmin_reports:page_types_usage                        SO       -
wagtailadmin_reports:page_types_usage_results                SO       -
wagtailadmin_account                                         ABSO     B
wagtailadmin_logout                                          ABSO     -
wagtailadmin_dismissibles                                    ABSO     -
wagtailadmin_editing_sessions:ping                           ABSO     -
wagtailadmin_editing_sessions:release                        ABSO     -
wagtailadmin_block_preview                                   -        -
access_log                                                   O        -
access_log_results                                           O        -
nurinet_review                                               BSO      -
nurinet_emergency                                            SO       -
wagtailsettings:edit                                         O        -
wagtailsettings:preview_on_edit                              -        -
wagtailredirects:index                                       O        -
wagtailredirects:index_results                               O        -
wagtailredirects:add                                         O        -
wagtailredirects:edit                                        O        O
wagtailredirects:delete                                      O        O
wagtailredirects:start_import                                O        -
wagtailredirects:process_import                              O        -
wagtailembeds:chooser                                        ABSO     -
wagtailembeds:chooser_upload                                 ABSO     -
wagtailsnippets:index                                        -        -
wagtaildocs:index                                            ABSO     -
wagtaildocs:index_results                                    ABSO     -
wagtaildocs:add                                              ABSO     -
wagtaildocs:edit                                             BSO      BSO
wagtaildocs:delete                                           BSO      BSO
wagtaildocs:add_multiple                                     ABSO     -
wagtaildocs:edit_multiple                                    ABSO     B
wagtaildocs:create_multiple_from_uploaded_document           ABSO     -
wagtaildocs:delete_multiple                                  ABSO     BSO
wagtaildocs:delete_upload_multiple                           ABSO     -
wagtaildocs:document_usage                                   BSO      -
wagtailimages:index                                          ABSO     -
wagtailimages:index_results                                  ABSO     -
wagtailimages:edit                                           BSO      BSO
wagtailimages:delete                                         BSO      BSO
wagtailimages:url_generator                                  -        -
wagtailimages:url_generator_output                           -        -
wagtailimages:preview                                        BSO      -
wagtailimages:add                                            ABSO     -
wagtailimages:image_usage                                    BSO      -
wagtailimages:add_multiple                                   ABSO     -
wagtailimages:edit_multiple                                  ABSO     B
wagtailimages:create_multiple_from_uploaded_image            ABSO     -
wagtailimages:delete_multiple                                ABSO     BSO
wagtailimages:delete_upload_multiple                         ABSO     -
lending_ask                                                  ABSORXN  -
lending_request                                              ABSORXN  -
lending:index                                                ABSO     -
lending:index_results                                        ABSO     -
lending:choose                                               ABSO     -
lending:add                                                  BSO      -
lending:inspect                                              BSO      -
lending:accept                                               BSO      BSO
lending:decline                                              BSO      BSO
lending:lend                                                 BSO      -
lending:take_back                                            BSO      -
lending:cancel                                               BSO      BSO
lending:forget                                               BSO      -
agencies:index                                               SO       -
agencies:index_results                                       SO       -
agencies:add                                                 SO       -
agencies:inspect                                             SO       -
agencies:publishing                                          SO       -
agencies:suspend                                             SO       SO
agencies:reinstate                                           SO       -
agencies:invite                                              SO       -
people:index                                                 SO       -
people:index_results                                         SO       -
people:inspect                                               SO       -
people:suspend                                               SO       SO
people:reinstate                                             SO       -
people:forget_factors                                        -        -
people:leave                                                 SO       -
people:end                                                   SO       SO
people:transfer                                              SO       -
people:invitations                                           SO       -
people:invite                                                O        -
people:revoke                                                SO       SO
people:resend                                                SO       SO
benefits:index                                               SO       -
benefits:index_results                                       SO       -
benefits:curate                                              SO       SO
wagtailsites:index                                           -        -
wagtailsites:index_results                                   -        -
wagtailsites:add                                             -        -
wagtailsites:edit                                            -        -
wagtailsites:delete                                          -        -
wagtailsites:history                                         -        -
wagtailsites:history_results                                 -        -
wagtailsites:usage                                           -        -
wagtailsites:copy                                            -        -
wagtailusers_users:index                                     -        -
wagtailusers_users:index_results                             -        -
wagtailusers_users:add                                       -        -
wagtailusers_users:edit                                      -        -
wagtailusers_users:delete                                    -        -
wagtailusers_users:history                                   -        -
wagtailusers_users:history_results                           -        -
wagtailusers_users:usage                                     -        -
wagtailusers_users:copy                                      -        -
wagtailusers_groups:index                                    -        -
wagtailusers_groups:index_results                            -        -
wagtailusers_groups:add                                      -        -
wagtailusers_groups:edit                                     -        -
wagtailusers_groups:delete                                   -        -
wagtailusers_groups:history                                  -        -
wagtailusers_groups:history_results                          -        -
wagtailusers_groups:usage                                    -        -
wagtaildocs_chooser:choose                                   ABSO     -
wagtaildocs_chooser:choose_results                           ABSO     -
wagtaildocs_chooser:chosen                                   BSO      -
wagtaildocs_chooser:chosen_multiple                          ABSO     -
wagtaildocs_chooser:create                                   ABSO     -
wagtailimages_chooser:choose                                 ABSO     -
wagtailimages_chooser:choose_results                         ABSO     -
wagtailimages_chooser:chosen                                 BSO      -
wagtailimages_chooser:chosen_multiple                        ABSO     -
wagtailimages_chooser:create                                 ABSO     -
wagtailimages_chooser:select_format                          BSO      -
wagtailadmin_sprite                                          ABSOXN   -
wagtailadmin_login                                           -        -
wagtailadmin_password_reset                                  ABSOXN   -
wagtailadmin_password_reset_done                             ABSOXN   -
wagtailadmin_password_reset_confirm                          ABSOXN   -
wagtailadmin_password_reset_complete                         ABSOXN   -
wagtailadmin_javascript_catalog                              ABSOXN   -
/admin/^.*/$                                                 -        -
invitation                                                   -        -
account_login                                                XN       -
account_logout                                               ABSOR    -
account_inactive                                             ABSORXN  -
account_reauthenticate                                       ABSOR    -
account_change_password                                      ABSOR    -
account_reset_password                                       ABSORXN  -
account_reset_password_done                                  ABSORXN  -
account_reset_password_from_key                              ABSORXN  -
account_reset_password_from_key_done                         ABSORXN  -
mfa_index                                                    ABSOR    -
mfa_authenticate                                             -        -
mfa_reauthenticate                                           -        -
mfa_activate_totp                                            -        -
mfa_deactivate_totp                                          -        -
mfa_view_recovery_codes                                      -        -
mfa_generate_recovery_codes                                  -        -
mfa_download_recovery_codes                                  -        -
mfa_list_webauthn                                            ABSOR    -
mfa_add_webauthn                                             -        -
mfa_reauthenticate_webauthn                                  -        -
mfa_remove_webauthn                                          -        -
mfa_edit_webauthn                                            -        -
mfa_login_webauthn                                           -        -
usersessions_list                                            ABSOR    -
/documents/<int:document_id>/<path:document_filename>        BSO      -
wagtaildocs_serve                                            BSO      -
wagtaildocs_authenticate_with_password                       -        -
wagtailcore_authenticate_with_password                       -        -
wagtailcore_login                                            -        -
wagtail_serve                                                ABSORXN  -
/admin/reports/page-types-usage/                             SO       -
/admin/reports/page-types-usage/results/                     SO       -
/admin/reports/site-history/                                 SO       -
/admin/reports/site-history/results/                         SO       -
/admin/tag-autocomplete/                                     ABSO     -
/admin/tag-autocomplete/<slug:app_name>/<slug:model_name>/   ABSO     -
wagtailapi_v2:pages:listing                                  ABSORXN  -
wagtailapi_v2:pages:detail                                   A        -
wagtailapi_v2:pages:find                                     ABSORXN  -
wagtailapi_v2:images:listing                                 ABSORXN  -
wagtailapi_v2:images:detail                                  -        -
wagtailapi_v2:images:find                                    ABSORXN  -
wagtailapi_v2:benefits:listing                               ABSORXN  -
wagtailapi_v2:benefits:detail                                -        -
wagtailapi_v2:benefits:find                                  ABSORXN  -
wagtailapi_v2:documents:listing                              ABSORXN  -
wagtailapi_v2:documents:detail                               -        -
wagtailapi_v2:documents:find                                 ABSORXN  -
""")
)
