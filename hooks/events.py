"""The one hook file: for every event of MkDocs, the steps of ours in running order.

MkDocs runs what listens to an event by priority, the highest first; at one priority plugins run before hooks,
in the order of mkdocs.yml. Plugins have priority 0 unless they say otherwise. So an event has one table for
what must be done before the plugins of others and one for what must be done after them, where it matters.

The steps are in the package ``steps``, by duty. They are imported here, at the top, because MkDocs has this
folder on the path only while it loads this file. ``steps/ORDER.md`` is printed from these tables.
"""

from __future__ import annotations

from typing import Any

from mkdocs.plugins import CombinedEvent

from steps import (
    colours,
    completeness,
    diagrams,
    formulas,
    joined_files,
    languages,
    load_course,
    menu,
    packed_pages,
    page_additions,
    page_history,
    page_places,
    page_templates,
    policy,
    read_markdown,
    site_files,
    slides,
    take_along,
    whole_settings,
)
from steps.listeners import (
    with_article,
    with_config,
    with_env,
    with_files,
    with_page,
    with_page_context,
    with_server,
    with_template,
    with_template_context,
    with_text,
)
from steps.table import (
    ArticleStep,
    ConfigStep,
    ContextStep,
    EnvStep,
    FilesStep,
    ServeStep,
    SourceStep,
    StepTable,
    TemplateContextStep,
    TemplateStep,
    TextStep,
)

CONFIG_FIRST: StepTable[ConfigStep] = StepTable(
    "on_config",
    100,
    "before all plugins: mermaid2 looks for the file that npm brings",
    (
        whole_settings.complete_settings,  # all that comes after finds them whole
        page_templates.put_product_behind,
        colours.load_colours,
        load_course.take_settings,
        load_course.bring_npm_packages,
    ),
)
CONFIG: StepTable[ConfigStep] = StepTable(
    "on_config",
    0,
    "after the plugins, which add extensions and fences of their own: ours come last",
    (
        read_markdown.read_as_github,
        diagrams.register_fence,
        page_additions.name_code_languages,
        site_files.suit_files_on_disk,
        site_files.search_by_own_index,
        page_history.take_repository,
    ),
)
PRE_BUILD: StepTable[ConfigStep] = StepTable(
    "on_pre_build",
    0,
    "before MkDocs empties the site folder: what stops here leaves the old site be",
    (load_course.check_sources,),
)
FILES_FIRST: StepTable[FilesStep] = StepTable(
    "on_files",
    100,
    "before all plugins: they see the files that the site is made of, and no others",
    (
        page_places.bring_back_twins,
        load_course.leave_out_what_is_not_published,  # before anything opens a file
        load_course.make_pages_of_sources,
        page_places.give_addresses,
        colours.write_colours,
        joined_files.leave_out_unused,
        load_course.leave_out_lecturers_files,
        load_course.leave_out_corrections_files,
        page_additions.add_glossary_page,  # before the pages of folders and the menu, which list it
    ),
)
FILES: StepTable[FilesStep] = StepTable(
    "on_files",
    0,
    "after the plugins: pages that they add are in the menu",
    (
        read_markdown.find_templates,
        languages.find_languages,
        languages.add_missing_pages,
        languages.compare_translations,
        menu.add_folder_pages,  # knows all files: nothing is added or left out below
        menu.make_menu,
        completeness.note_sources,
    ),
)
READ_SOURCE: StepTable[SourceStep] = StepTable(
    "on_page_read_source",
    0,
    "alone: MkDocs lets one listener answer",
    (read_markdown.keep_first_line,),
)
MARKDOWN_FIRST: StepTable[TextStep] = StepTable(
    "on_page_markdown",
    100,
    "before all plugins: none reads front matter that cannot be used, or what is for the lecturer alone",
    (
        packed_pages.pack_pages,
        read_markdown.drop_unusable_front_matter,
        read_markdown.take_out_or_show_notes,
    ),
)
MARKDOWN: StepTable[TextStep] = StepTable(
    "on_page_markdown",
    0,
    "after the plugins: the text is as it will be read",
    (
        diagrams.expect_diagrams,
        page_additions.place_corrections,
    ),
)
CONTENT: StepTable[ArticleStep] = StepTable(
    "on_page_content",
    -50,
    "after the plugins, which may change the page's HTML; our search reads it in on_page_context",
    (
        page_additions.mark_command_placeholders,
        page_additions.follow_page_colours,
        page_additions.put_stills,
        page_additions.dress_quizzes,
        page_additions.hide_correction_places,
        site_files.hide_diagram_words,
        languages.mark_what_lags,
    ),
)
ENV: StepTable[EnvStep] = StepTable(
    "on_env",
    -50,
    "after the plugins: all pages have been read, and their HTML is as it will be written",
    (
        page_templates.layer_templates,
        page_additions.name_edition,
        page_additions.hand_words,
        diagrams.bring_browser_mermaid,
        formulas.write_formula_styles,
        menu.name_pages,
        site_files.describe_site,
        site_files.note_icons,
        page_history.note_changes,  # by the names that pages have now
        page_additions.note_addresses,
        menu.list_folders,  # by the names that pages have now
        page_additions.write_glossary,
        site_files.write_items_scripts,  # after all that changes the text of pages
        take_along.offer_taking_along,
        slides.offer_slides,
        joined_files.join_files,  # the files of the site are all there
        joined_files.say_words,
        policy.place_policy,
    ),
)
TEMPLATE_CONTEXT: StepTable[TemplateContextStep] = StepTable(
    "on_template_context",
    0,
    "beside the plugins",
    (languages.name_front_pages,),
)
TEMPLATE: StepTable[TemplateStep] = StepTable(
    "on_post_template",
    0,
    "after the plugins: the page is as it will be written",
    (policy.add_policy_to_template, languages.mark_other_languages_in_template),
)
CONTEXT: StepTable[ContextStep] = StepTable(
    "on_page_context",
    -100,
    "after the plugins: what is added here repeats the page's own text",
    (
        site_files.collect_searched_text,  # before all that repeats it
        languages.name_versions,
        site_files.add_page_data,
        page_history.add_page_changes,
        menu.shorten_menu,
        site_files.add_items,  # of what the menu shows
        page_additions.add_corrections,
        page_additions.add_timetable,
        page_additions.add_agenda,
        page_additions.add_waiting_banner,
        page_additions.add_instructor_banner,  # outermost: above all that others add
    ),
)
POST_PAGE: StepTable[TextStep] = StepTable(
    "on_post_page",
    -90,
    "after the plugins, such as mermaid2, which adds a script: the page is as it will be written",
    (policy.add_policy, languages.mark_other_languages),
)
POST_BUILD: StepTable[ConfigStep] = StepTable(
    "on_post_build",
    -50,
    "after the search plugin, which writes its index; before offline (-100), which makes a script of it",
    (
        site_files.write_program_files,
        site_files.write_calendar,
        page_history.write_feed,
        site_files.write_search_index,
        site_files.write_fonts,  # by the pages, scripts and styles that are there
        site_files.write_licences,  # of the fonts too
        site_files.suit_pictures,
    ),
)
POST_BUILD_LAST: StepTable[ConfigStep] = StepTable(
    "on_post_build",
    -100,
    "after all plugins, offline too: the files are as readers get them",
    (completeness.check_site,),
)
SERVE: StepTable[ServeStep] = StepTable(
    "on_serve",
    0,
    "after the plugins: their server answers first",
    (languages.serve_other_languages,),
)

TABLES: tuple[StepTable[Any], ...] = tuple(
    value for value in list(vars().values()) if isinstance(value, StepTable)
)

# Several listeners of one event: MkDocs takes them apart and runs each at its priority.
on_config = CombinedEvent(with_config(CONFIG_FIRST), with_config(CONFIG))
on_pre_build = with_config(PRE_BUILD)
on_files = CombinedEvent(with_files(FILES_FIRST), with_files(FILES))
on_page_read_source = with_page(READ_SOURCE)
on_page_markdown = CombinedEvent(with_text(MARKDOWN_FIRST), with_text(MARKDOWN))
on_page_content = with_article(CONTENT)
on_env = with_env(ENV)
on_template_context = with_template_context(TEMPLATE_CONTEXT)
on_post_template = with_template(TEMPLATE)
on_page_context = with_page_context(CONTEXT)
on_post_page = with_text(POST_PAGE)
on_post_build = CombinedEvent(with_config(POST_BUILD), with_config(POST_BUILD_LAST))
on_serve = with_server(SERVE)
