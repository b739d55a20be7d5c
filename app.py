"""Both doors of the app: the script that Streamlit runs for every visitor, and the server that it runs in."""

if __name__ == "__main__":
    from assessment.ui.navigation import draw

    draw()
else:
    import streamlit as st

    from assessment.api import server
    from assessment.api.v1 import routes as programs
    from assessment.charts.areas.frame import STYLE as AREAS
    from assessment.charts.figure import STYLE as CHARTS
    from assessment.charts.workshop.distribution import STYLE as WORKSHOP
    from assessment.phone import routes as phone
    from assessment.phone.workshop import live as workshops
    from assessment.ui.components.frame import STYLE
    from assessment.ui.navigation import failed, is_page

    server.open_house()
    live = workshops.live()
    light = [*programs.routes(), *phone.routes(), *live.routes()]
    style = "".join(sheet.read_text(encoding="utf-8") for sheet in (STYLE, CHARTS, AREAS, WORKSHOP))
    app = st.App(
        __file__,
        routes=[*server.routes(), *light],
        middleware=server.middleware(style, is_page, light),
        lifespan=server.lifespan(live.hub.running),
        on_script_error=failed,
    )
