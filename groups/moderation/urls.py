from django.urls import path

from groups.moderation import views, views_pictures

urlpatterns = [
    path("<slug:slug>/queue/", views.queue_page, name="queue"),
    path("<slug:slug>/queue/pictures/", views_pictures.pictures, name="pictures"),
    path("<slug:slug>/queue/pictures/<uuid:picture_id>/<slug:act>/", views_pictures.act, name="picture_act"),
    path("<slug:slug>/queue/appeals/<int:appeal_id>/", views.appeal, name="appeal"),
    path("<slug:slug>/queue/<int:case_id>/", views.case, name="case"),
    path("<slug:slug>/queue/<int:case_id>/<slug:act>/", views.act, name="case_act"),
    path("<slug:slug>/members/<int:membership_id>/look-after/", views.look_after, name="look_after"),
    path("<slug:slug>/members/<int:membership_id>/look-after/<slug:act>/", views.look_after_act, name="look_after_act"),
]
